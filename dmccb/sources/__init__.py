"""Where data comes from: git, and the published documents."""
