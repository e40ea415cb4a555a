import * as v from 'valibot';

/** A value in the OpenAPI of Kubernetes, as far as it says what may be written. */
export interface Property {
  readonly $ref?: string | undefined;
  readonly type?: string | undefined;
  readonly format?: string | undefined;
  readonly items?: Property | undefined;
  readonly additionalProperties?: Property | undefined;
}

const propertyShape: v.GenericSchema<unknown, Property> = v.object({
  $ref: v.optional(v.string()),
  type: v.optional(v.string()),
  format: v.optional(v.string()),
  items: v.optional(v.lazy(() => propertyShape)),
  additionalProperties: v.optional(v.lazy(() => propertyShape)),
});

const typeShape = v.object({
  type: v.optional(v.string()),
  format: v.optional(v.string()),
  properties: v.optional(v.record(v.string(), propertyShape)),
  required: v.optional(v.array(v.string())),
  'x-kubernetes-group-version-kind': v.optional(
    v.array(v.object({ group: v.string(), version: v.string(), kind: v.string() })),
  ),
});

const openApiShape = v.object({ definitions: v.record(v.string(), typeShape) });

/** The types of Kubernetes by name: `io.k8s.api.core.v1.Container`. */
export type OpenApiTypes = v.InferOutput<typeof openApiShape>['definitions'];

/** Reads `api/openapi-spec/swagger.json` of Kubernetes. */
export function readOpenApi(text: string): OpenApiTypes {
  return v.parse(openApiShape, JSON.parse(text)).definitions;
}
