/** An address with everything encoded that a URI has no place for (RFC 3986, 2); one that is a URI stays as it is. */
export function webUri(address: string): string {
  const [, origin = '', rest = ''] = /^([a-z]+:\/\/[^/?#]*)?([\s\S]*)$/i.exec(address) ?? [];
  return (
    origin +
    rest
      .replace(/%(?![0-9a-f]{2})/gi, '%25')
      .replace(/[^A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]/gu, encoded)
      .replace(/(#[^#]*)#/g, '$1%23')
  );
}

function encoded(character: string): string {
  return encodeURIComponent(character.isWellFormed() ? character : '\ufffd');
}
