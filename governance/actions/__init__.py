"""What changes about roles and invitations. Every action locks the region first, so that they come one by one."""
