"""The commands of `samenspel`, by what they are about; `cli.py` names them all."""
