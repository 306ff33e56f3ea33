cwlVersion: v1.0
$namespaces:
  s: https://schema.org/
s:softwareVersion: 1.0.5
s:applicationCategory: Earth observation
s:keywords:
- class: s:DefinedTerm
  s:name: application package
  s:description: A workflow that can be deployed
- class: s:DefinedTerm
  s:name: pattern 5
  s:inDefinedTermSet: https://example.org/terms
  s:url: https://example.org/terms/pattern-5
s:thumbnail:
  class: s:ImageObject
  s:contentUrl: https://example.org/pattern-5.png
  s:encodingFormat: image/png
s:license:
  class: s:CreativeWork
  s:name: Apache-2.0
  s:identifier: https://www.apache.org/licenses/LICENSE-2.0
s:softwareHelp:
  class: s:CreativeWork
  s:name: Pattern 5
  s:url: https://example.org/help/pattern-5
s:author:
- class: s:Person
  s:identifier: https://orcid.org/0000-0000-0000-0005
  s:name: Ada Example
  s:email: ada@example.org
  s:affiliation:
    class: s:Organization
    s:name: Example Institute
$graph:
- class: Workflow
  id: pattern-5
  label: Vegetation indexes of one item
  doc: Vegetation indexes of one item
  requirements:
  - class: ScatterFeatureRequirement
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
    item:
      type: Directory
    indexes:
      label: Indexes
      type: string[]
      default: ["ndvi", "ndwi"]
  outputs:
  - id: vegetation_indexes
    type: Directory[]
    outputSource:
    - step/vegetation_index
  steps:
    step:
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
  - pattern-5
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
