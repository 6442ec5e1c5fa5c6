"""What the plan is made of, as the working copy holds it; the acts themselves stand in `plandocument.structuur`."""
