"""What all tests share: how Hypothesis searches."""

from hypothesis import Phase, settings

# Without the phase that explains failures: it costs minutes on whole chains and says little.
settings.register_profile(
    "chains", deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink]
)
settings.load_profile("chains")
