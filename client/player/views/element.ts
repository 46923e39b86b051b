type Attributes = Record<string, string | number | boolean | null | undefined>;

/** Makes an element; attributes that are null, undefined or false are left out, `true` is written as empty. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes?: Attributes,
  children?: readonly (Node | string)[],
): HTMLElementTagNameMap[Tag];
export function element(
  tag: string,
  attributes?: Attributes,
  children?: readonly (Node | string)[],
): HTMLElement;
export function element(
  tag: string,
  attributes: Attributes = {},
  children: readonly (Node | string)[] = [],
): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children);
  return made;
}

const icons = {
  settings:
    'M4 7h9.2a2.8 2.8 0 0 0 5.6 0H20V5.5h-1.2a2.8 2.8 0 0 0-5.6 0H4zm16 11.5V17h-9.2a2.8 2.8 0 0 0-5.6 0H4v1.5h1.2a2.8 2.8 0 0 0 5.6 0zM4 12.75h1.2a2.8 2.8 0 0 0 5.6 0H20v-1.5h-9.2a2.8 2.8 0 0 0-5.6 0H4z',
  captions:
    'M5 4.5h14A2.5 2.5 0 0 1 21.500 7v10a2.500 2.500 0 0 1-2.500 2.500H5A2.500 2.500 0 0 1 2.500 17V7A2.500 2.500 0 0 1 5 4.500zm1 9v1.700h7v-1.700zm8.500 0v1.700H18v-1.700zM6 9.800v1.700h3.500V9.800zm5 0v1.700h7V9.800z',
  // An arrow back around the number of seconds; its mirror image goes on.
  skip: 'M12 3.600V.8L7.300 4.600 12 8.400V5.600a7.200 7.200 0 1 1-7.200 7.200h-2A9.200 9.200 0 1 0 12 3.600z',
  check: 'm9.4 17.6-5-5 1.4-1.4 3.6 3.6 8.8-8.8 1.4 1.4z',
  back: 'm14.6 18.4-6.4-6.4 6.4-6.4L16 7l-5 5 5 5z',
  forward: 'M9.400 5.600 15.800 12l-6.400 6.400L8 17l5-5-5-5z',
} as const;

/** Draws one of the player's icons, 24 units square, in the colour of the text; decoration only. */
export function icon(name: keyof typeof icons): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', icons[name]);
  path.setAttribute('fill-rule', 'evenodd');
  svg.append(path);
  return svg;
}
