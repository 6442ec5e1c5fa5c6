"""Pages on which indicators, values, the nulmeting and the road map are kept; the dashboard stands in portaal."""
