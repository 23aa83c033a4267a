import swagger, { type SwaggerTransformObject } from '@fastify/swagger';
import type { Authority } from '@opentocc/contract';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { Names } from './errors.ts';
import type { Http } from './http-server.ts';

/** How a partner proves who asks: a browser by cookie and anti-forgery header, a program by its key. */
const SECURITY_SCHEMES = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'tocc_session',
    description:
      '登录（POST /api/v1/session）后得到的 Cookie。Set by POST /api/v1/session; HttpOnly, SameSite=Strict.',
  },
  csrf: {
    type: 'apiKey',
    in: 'header',
    name: 'x-csrf-token',
    description:
      '凭 Cookie 修改数据时须带上会话的 csrf_token。The csrf_token of the session, with every change made by cookie.',
  },
  api_key: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'tocc_<number>_<secret>',
    description:
      '共享目录中领取的密钥，不需要防伪标识。A key of the sharing catalogue; needs no anti-forgery token.',
  },
} as const;

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const PROBLEM = {
  description: '出错 What went wrong (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/**
 * Describes every route as OpenAPI 3.1, with who may use it and how; `http.swagger()` is the document.
 * @param errors texts of all error codes, which stand in it as `x-errors`
 */
export async function describeHttp(http: Http, errors: Names): Promise<void> {
  const extensions = { 'x-errors': errors };
  await http.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'OpenTOCC',
        version: '1',
        description:
          '登录后以 Cookie 使用，或以 API 密钥使用。x-authority 为所需权限，x-errors 为全部错误代码及其说明。Use it by cookie after signing in, or with an API key; x-authority is the permission that a call needs, x-errors lists all error codes with their texts.',
      },
      servers: [{ url: '/' }],
      components: { securitySchemes: SECURITY_SCHEMES },
      ...extensions,
    },
    transform: (document) => {
      const { schema, url } = jsonSchemaTransform(document);
      if (!schema || schema.hide) return { schema, url };
      const { config, method } = document.route;
      const authority = config?.authority ?? 'public';
      const isChange = ![method].flat().every((each) => SAFE.has(each));
      return {
        url,
        schema: {
          ...schema,
          ...accessOf(authority, isChange),
          response: { ...(schema.response as object | undefined), default: PROBLEM },
        },
      };
    },
    transformObject: (document) => withoutUnused(jsonSchemaTransformObject(document)),
  });
  // What the error texts and the screens point to; whoever has a session or a key may read it.
  http.get('/openapi.json', { config: { authority: 'signed-in' }, schema: { hide: true } }, async () =>
    http.swagger(),
  );
}

function accessOf(authority: Authority, isChange: boolean) {
  if (authority === 'public') return { security: [], 'x-authority': authority };
  const byCookie: Record<string, string[]> = isChange ? { session: [], csrf: [] } : { session: [] };
  return { security: [byCookie, { api_key: [] }], 'x-authority': authority };
}

type Described = ReturnType<SwaggerTransformObject>;

/** Leaves out the schemas that nothing refers to: the generator makes one for requests and one for answers of each. */
function withoutUnused(document: Described): Described {
  if (!('components' in document)) return document;
  const schemas = document.components?.schemas ?? {};
  const text = JSON.stringify(document);
  const isUsed = (name: string) => text.includes(`"#/components/schemas/${name}"`);
  const used = Object.entries(schemas).filter(([name]) => isUsed(name));
  const smaller = Object.assign({}, document, {
    components: { ...document.components, schemas: Object.fromEntries(used) },
  });
  return used.length === Object.keys(schemas).length ? smaller : withoutUnused(smaller);
}
