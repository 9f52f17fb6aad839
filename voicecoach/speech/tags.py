"""Language tags as voices carry them."""


def base_language(language: str) -> str:
    """Return `pt` of `pt-BR` and `pt_br`."""
    return language.replace("_", "-").split("-", maxsplit=1)[0].lower()
