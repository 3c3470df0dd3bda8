"""What Frontdesk decides, without knowing where anything is stored or sent."""
