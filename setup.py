"""Put the theme, which lies beside the package in a checkout, inside it when it is installed."""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["dossier*"]), "dossier.commands.starter", "dossier.theme"],
    package_dir={"dossier.theme": "theme"},
    package_data={
        "dossier": [
            "analysis/names/*.txt",
            "commands/*.js",
            "editorial/files/blank/*.md",
            "review/review.*",
            "text/*.txt",
        ],
        "dossier.commands.starter": ["**/*"],
        "dossier.theme": ["**/*"],
    },
)
