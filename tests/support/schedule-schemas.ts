import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { validateXML } from 'xmllint-wasm';

/** Checks schedules strictly by the format's own schemas, which lie in a folder as `schedule.xsd` and `schema.json`. */
export function scheduleSchemas(folder: string): {
  xml(text: string): Promise<string[]>;
  json(value: unknown): string[];
} {
  const xsd = readFileSync(join(folder, 'schedule.xsd'), 'utf8');
  const { $schema: _draft, ...schema }: Record<string, unknown> = JSON.parse(
    readFileSync(join(folder, 'schema.json'), 'utf8'),
  );
  const ajv = new Ajv({ strict: false, allErrors: true, formats: { color: true } });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  return {
    async xml(text) {
      const xml = [{ fileName: 'schedule.xml', contents: text }];
      const pages = { initialMemoryPages: 1024, maxMemoryPages: 16_384 };
      const { errors } = await validateXML({
        xml,
        schema: [{ fileName: 'schedule.xsd', contents: xsd }],
        ...pages,
      });
      return errors.map(({ message, loc }) => `${loc?.lineNumber ?? ''} ${message}`);
    },
    json(value) {
      validate(value);
      return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
    },
  };
}
