"""Examples take as long as the machine lets them: only what they show counts."""

from hypothesis import HealthCheck, settings

settings.register_profile("frontdesk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("frontdesk")
