"""What writes indicators, their values, the nulmeting and the road map."""
