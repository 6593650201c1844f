"""One module a service: where moto answers otherwise than AWS."""
