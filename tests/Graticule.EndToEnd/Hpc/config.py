"""Reads profiles as the clients of the original do: an INI file with apibaseurl and apikey."""
import configparser
import pathlib


def get_profile(profile="default"):
    path = pathlib.Path.home() / ".config" / "rescale" / "apiconfig"
    profiles = configparser.ConfigParser()
    profiles.read_string(path.read_text(encoding="utf-8"))
    return profiles[profile]["apibaseurl"].strip("'\""), profiles[profile]["apikey"].strip("'\"")
