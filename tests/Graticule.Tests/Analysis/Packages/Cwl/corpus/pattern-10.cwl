cwlVersion: v1.0
$namespaces:
  s: https://schema.org/
s:softwareVersion: 1.0.10
s:applicationCategory: Earth observation
s:keywords:
- class: s:DefinedTerm
  s:name: application package
  s:description: A workflow that can be deployed
- class: s:DefinedTerm
  s:name: pattern 10
  s:inDefinedTermSet: https://example.org/terms
  s:url: https://example.org/terms/pattern-10
s:thumbnail:
  class: s:ImageObject
  s:contentUrl: https://example.org/pattern-10.png
  s:encodingFormat: image/png
s:license:
  class: s:CreativeWork
  s:name: Apache-2.0
  s:identifier: https://www.apache.org/licenses/LICENSE-2.0
s:softwareHelp:
  class: s:CreativeWork
  s:name: Pattern 10
  s:url: https://example.org/help/pattern-10
s:author:
- class: s:Person
  s:identifier: https://orcid.org/0000-0000-0000-0000
  s:name: Ada Example
  s:email: ada@example.org
  s:affiliation:
    class: s:Organization
    s:name: Example Institute
$graph:
- class: Workflow
  id: pattern-10
  label: Vegetation indexes of several items
  doc: Vegetation indexes of several items
  requirements:
  - class: ScatterFeatureRequirement
  - class: SubworkflowFeatureRequirement
  - class: InlineJavascriptRequirement
  inputs:
    aoi:
      label: Area of interest
      doc: Bounding box, west, south, east, north
      type: string
      default: "-118.985,38.432,-118.183,38.938"
    epsg:
      label: EPSG code
      doc: Reference system of the area of interest
      type: string
      default: "EPSG:4326"
    items:
      type: Directory[]
    indexes:
      label: Indexes
      type: string[]
      default: ["ndvi", "ndwi"]
  outputs:
  - id: vegetation_indexes
    type:
      type: array
      items: Directory
    outputSource:
    - flatten/flat
  steps:
    step:
      run: "#vegetation_indexes"
      in:
        item: items
        aoi: aoi
        epsg: epsg
        indexes: indexes
      out:
      - vegetation_index
      scatter: item
      scatterMethod: dotproduct
    flatten:
      run: "#flatten_array"
      in:
        nested: step/vegetation_index
      out:
      - flat
- class: Workflow
  id: vegetation_indexes
  label: Vegetation indexes of one item
  requirements:
  - class: ScatterFeatureRequirement
  inputs:
    aoi: string
    epsg: string
    item: Directory
    indexes: string[]
  outputs:
  - id: vegetation_index
    type: Directory[]
    outputSource:
    - step_index/vegetation_index
  steps:
    step_index:
      run: "#clt"
      in:
        item: item
        aoi: aoi
        epsg: epsg
        index: indexes
      out:
      - vegetation_index
      scatter: index
      scatterMethod: dotproduct
- class: ExpressionTool
  id: flatten_array
  requirements:
    InlineJavascriptRequirement: {}
  inputs:
    nested:
      type:
        type: array
        items:
          type: array
          items: Directory
  outputs:
    flat:
      type: Directory[]
  expression: |
    ${
      var flat = [];
      for (var i = 0; i < inputs.nested.length; i++) {
        flat = flat.concat(inputs.nested[i]);
      }
      return {"flat": flat};
    }
- class: CommandLineTool
  id: clt
  requirements:
    InlineJavascriptRequirement: {}
    EnvVarRequirement:
      envDef:
        PATH: /app/envs/runner/bin:/usr/local/bin:/usr/bin:/bin
    ResourceRequirement:
      coresMax: 1
      ramMax: 512
  hints:
    DockerRequirement:
      dockerPull: ghcr.io/eoap/application-package-patterns/runner:0.2.0
  baseCommand: runner
  arguments:
  - pattern-10
  inputs:
    item:
      type: Directory
      inputBinding:
        prefix: --input-item
    index:
      type: string
      inputBinding:
        prefix: --index
    aoi:
      type: string
      inputBinding:
        prefix: --aoi
    epsg:
      type: string
      inputBinding:
        prefix: --epsg
  outputs:
    vegetation_index:
      type: Directory
      outputBinding:
        glob: .
