"""The platform's own folders: what is not the workspace's is kept there."""

from pathlib import Path

import platformdirs

_NAME = "newsread"


def settings_file() -> Path:
    """Return where the settings are kept."""
    return platformdirs.user_config_path(_NAME, appauthor=False) / "settings.toml"


def cache_folder() -> Path:
    """Return where analyses are kept; all of it can be made again."""
    return platformdirs.user_cache_path(_NAME, appauthor=False) / "analysis"


def state_folder() -> Path:
    """Return where it is kept how the program was left: what was read, and where."""
    return platformdirs.user_state_path(_NAME, appauthor=False)


def sample_annotations() -> Path:
    """Return where tags on the sample's articles are kept."""
    return platformdirs.user_data_path(_NAME, appauthor=False) / "sample" / "annotations"


def sample_articles() -> Path:
    """Return the sample's articles: the installed ones, or the clone's in an editable install."""
    package = Path(__file__).parent
    installed = package / "sample"
    return installed if installed.is_dir() else package.parents[1] / "seeds"
