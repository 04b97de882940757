/** What the build makes: vite.config.ts. */
declare module "virtual:tokens.css";
declare module "virtual:words/*" {
  export const reviewed: boolean;
  export const messages: { readonly [key: string]: string | undefined };
}
