/** Style sheets that the build makes: vite.config.ts. */
declare module "virtual:tokens.css";
