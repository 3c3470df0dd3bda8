"""How a tenant is doing, in counters that are the sum of what each conversation has contributed."""
