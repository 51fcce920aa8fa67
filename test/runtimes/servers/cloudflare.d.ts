// The parts of workerd's own modules that are used.
declare module "cloudflare:node" {
  export function httpServerHandler(options: { readonly port: number }): object;
}
declare module "cloudflare:workers" {
  export const env: { readonly ADAPTER: string };
}
