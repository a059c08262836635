/** A template's text. Vite and the bundler both understand `?raw`. */
declare module '*.hbs?raw' {
  const template: string;
  // biome-ignore lint/style/noDefaultExport: this is how bundlers hand over a text file.
  export default template;
}
