/**
 * The methods of elements, for elements that may be forms: a form's fields hide
 * its methods, as `<select name="matches">` does. Called as `matches.call(form, …)`.
 */

export const { getAttribute, getAttributeNames, matches } = Element.prototype;
