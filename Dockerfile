# One image for every Parlons process of compose.yaml; the command says which it is.
FROM python:3.13-slim AS build

WORKDIR /source
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY domain domain
COPY application application
COPY adapters adapters
COPY container container
COPY entrypoints entrypoints
COPY src src
# As in the Makefile: without build isolation, setuptools comes from the constraints, too.
RUN python -m venv /opt/parlons \
    && /opt/parlons/bin/pip install --no-cache-dir --constraint constraints.txt pip setuptools \
    && /opt/parlons/bin/pip install --no-cache-dir --no-build-isolation \
        --constraint constraints.txt '.[server,postgres,redis,rabbitmq,openai]'

FROM python:3.13-slim

RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/parlons parlons
COPY --from=build /opt/parlons /opt/parlons
ENV PATH=/opt/parlons/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PARLONS_DATA_DIR=/var/lib/parlons \
    PARLONS_HOST=0.0.0.0
USER 10001
WORKDIR /var/lib/parlons
EXPOSE 8000
ENTRYPOINT ["parlons"]
CMD ["serve"]
