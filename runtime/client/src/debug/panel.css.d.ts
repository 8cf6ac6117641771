/** The build gives the stylesheet as text. */
declare const css: string;
export default css;
