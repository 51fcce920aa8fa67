// The used parts of the modules of workerd.
declare module "cloudflare:node" {
  export function httpServerHandler(options: { readonly port: number }): object;
}
declare module "cloudflare:workers" {
  export const env: { readonly ADAPTER: string };
}
