"""A time stamping authority on 127.0.0.1 (RFC 3161), with a certificate of its own root."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.tsp import TimeStampReq
from asn1crypto.x509 import Certificate as Asn1Certificate
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

KEY_BITS = 2048


@dataclass(frozen=True)
class Authority:
    """Where it answers, and the root it is trusted by."""

    url: str
    root: x509.Certificate

    @property
    def pem(self) -> bytes:
        """The root, as an operator configures it."""
        return self.root.public_bytes(Encoding.PEM)


@contextmanager
def authority() -> Iterator[Authority]:
    """An authority that ends with the context."""
    root_key, root = _root()
    stamper = _stamper(root_key, root)

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            body = stamper.request_tsa_response(TimeStampReq.load(asked)).dump()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Authority(f"http://127.0.0.1:{server.server_port}/tsa", root)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _root() -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    key = rsa.generate_private_key(65537, KEY_BITS)
    ca = x509.BasicConstraints(ca=True, path_length=None)
    builder = _certificate("Test root", "Test root", key).add_extension(ca, critical=True)
    return key, builder.sign(key, hashes.SHA256())


def _stamper(root_key: rsa.RSAPrivateKey, root: x509.Certificate) -> DummyTimeStamper:
    key = rsa.generate_private_key(65537, KEY_BITS)
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    builder = _certificate("Test authority", "Test root", key).add_extension(usage, critical=True)
    certificate = builder.sign(root_key, hashes.SHA256())
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # pyHanko leaves it untyped
    store.register(Asn1Certificate.load(root.public_bytes(Encoding.DER)))
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return DummyTimeStamper(
        Asn1Certificate.load(certificate.public_bytes(Encoding.DER)),
        PrivateKeyInfo.load(private),
        certs_to_embed=store,
    )


def _certificate(name: str, issuer: str, key: rsa.RSAPrivateKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
    )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
