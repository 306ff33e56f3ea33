"""What user-defined functions may import of the openEO client."""
