# Touyan as an image: pages are built in a first stage, the second holds what runs and nothing else. Fonts for Chinese come as packages.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY index.html vite.config.ts tsconfig.json ./
COPY public ./public
COPY src ./src
RUN npm run build && rm -rf node_modules && npm ci --omit=dev && npm cache clean --force

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data STOP_DELAY=5
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json package-lock.json LICENSE ./
COPY src ./src
COPY db ./db
COPY cities ./cities
COPY law ./law
COPY public ./public
COPY docker ./docker
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=120s --retries=4 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health/live`).then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["docker/with-secrets.sh"]
# As `config` of package.json says for `npm start`.
ENV NODE_OPTIONS="--max-old-space-size=1536 --max-semi-space-size=16"
CMD ["node", "src/main.ts"]
