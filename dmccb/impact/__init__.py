"""What refers to what -> Impact."""
