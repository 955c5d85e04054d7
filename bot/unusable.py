"""Input that a command cannot use: what there is to say, on standard error, and exit status 2."""

import click


class Unusable(click.ClickException):
    """Says only its sentences; nobody needs the word "Error" in front of them."""

    exit_code = 2

    def show(self, file: object = None) -> None:  # noqa: ARG002 -- click's signature
        click.echo(self.message, err=True)
