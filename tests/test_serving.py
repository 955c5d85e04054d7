import socket

import pytest

from bot.serving import listen, qr_lines
from sessions.errors import Clash


def test_the_door_names_tcp_so_that_small_answers_go_at_once() -> None:
    with listen("127.0.0.1", 0, tries=1) as listening:
        assert listening.proto == socket.IPPROTO_TCP


def test_a_port_that_is_taken_is_refused_and_the_demo_takes_the_next() -> None:
    with listen("127.0.0.1", 0, tries=1) as first:
        first.listen()
        port = first.getsockname()[1]
        with pytest.raises(Clash) as refused:
            listen("127.0.0.1", port, tries=1)
        with listen("127.0.0.1", port, tries=20) as second:
            assert second.getsockname()[1] > port

    assert refused.value.key == "serve.port_taken"


def test_no_such_host_is_refused_too() -> None:
    with pytest.raises(Clash):
        listen("999.999.999.999", 8080, tries=1)


def test_the_code_in_the_terminal_is_square() -> None:
    lines = qr_lines("http://127.0.0.1:8080/m/482716").splitlines()

    assert len({len(line) for line in lines if line}) == 1


def test_an_address_that_is_elsewhere_is_not_called_a_taken_port() -> None:
    for host in ("nergens.invalid", "192.0.2.1"):
        with pytest.raises(Clash) as refused:
            listen(host, 0, tries=20)
        assert refused.value.key == "serve.no_address"
