# The server with the app inside, as an image: docs/operations.md says how it is run.
#
# The versions of the images are fixed, their digests are not: who publishes an image adds them
# (rust:…@sha256:…), since a tag can be moved.

FROM rust:1.95.0-slim-trixie AS build
# Without versions: Debian takes older ones away, so that a fixed one cannot be had for long.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends make nodejs npm \
    && rm -rf /var/lib/apt/lists/* \
    && install -d -m 700 -o 10001 -g 10001 /data
WORKDIR /src
# The tools take the longest and change the least.
COPY rust-toolchain.toml Cargo.lock package.json package-lock.json .npmrc ./
COPY scripts/env.sh scripts/setup scripts/
RUN scripts/setup
COPY . .
# Seconds since 1970, for the list of components; such as that of the commit.
ARG SOURCE_DATE_EPOCH
RUN make dist && mv dist-release/citizen-score-*-linux dist-release/citizen-score

FROM debian:13.2-slim
LABEL org.opencontainers.image.title="Citizen Score" \
    org.opencontainers.image.description="A resident's own score, tier and history, and why" \
    org.opencontainers.image.licenses="MIT OR Apache-2.0"
# What push services show is checked by these.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /src/dist-release/citizen-score /usr/local/bin/
COPY --from=build /src/dist-release/sbom.cdx.json /src/LICENSE-MIT /src/LICENSE-APACHE /usr/share/doc/citizen-score/
# The only folder that is written to. A new volume takes over whose it is.
COPY --from=build --chown=10001:10001 /data /data
VOLUME /data
WORKDIR /data
# A number, so that whoever runs it can see that it is not root.
USER 10001:10001
ENV CITIZEN_SCORE_LISTEN=0.0.0.0:8080 \
    CITIZEN_SCORE_DATABASE=sqlite:/data/citizen-score.sqlite
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=6s --start-period=30s --retries=3 CMD ["citizen-score", "health"]
ENTRYPOINT ["citizen-score"]
CMD ["serve"]
