"""What tests that start real servers and browsers share."""
