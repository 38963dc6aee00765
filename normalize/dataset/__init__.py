"""The records of many documents joined into one data set."""
