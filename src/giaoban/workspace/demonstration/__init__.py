"""The demonstration: a fictional province, its units, people and figures, brought in through the ordinary doors."""
