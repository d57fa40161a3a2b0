"""What everything else is made of: amounts, days and texts, as they are typed and stored."""
