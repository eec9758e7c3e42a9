"""Git and folders: the only place that touches them."""
