cwlVersion: v1.0
$namespaces:
  s: https://schema.org/
s:softwareVersion: 1.0.8
s:applicationCategory: Earth observation
s:keywords:
- class: s:DefinedTerm
  s:name: application package
  s:description: A workflow that can be deployed
- class: s:DefinedTerm
  s:name: pattern 8
  s:inDefinedTermSet: https://example.org/terms
  s:url: https://example.org/terms/pattern-8
s:thumbnail:
  class: s:ImageObject
  s:contentUrl: https://example.org/pattern-8.png
  s:encodingFormat: image/png
s:license:
  class: s:CreativeWork
  s:name: Apache-2.0
  s:identifier: https://www.apache.org/licenses/LICENSE-2.0
s:softwareHelp:
  class: s:CreativeWork
  s:name: Pattern 8
  s:url: https://example.org/help/pattern-8
s:author:
- class: s:Person
  s:identifier: https://orcid.org/0000-0000-0000-0008
  s:name: Ada Example
  s:email: ada@example.org
  s:affiliation:
    class: s:Organization
    s:name: Example Institute
$graph:
- class: Workflow
  id: pattern-8
  label: Water bodies, if asked for
  doc: Water bodies, if asked for
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
    bands:
      label: Bands
      doc: Names of the common bands
      type: string[]
      default: ["green", "nir08"]
    item:
      type: Directory
    produce_output:
      label: Whether to write
      type: boolean
      default: false
  outputs:
  - id: water_bodies
    type: Directory?
    outputSource:
    - step/stac-catalog
  steps:
    step:
      run: "#clt"
      in:
        item: item
        aoi: aoi
        epsg: epsg
        band: bands
        produce_output: produce_output
      out:
      - stac-catalog
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
  - pattern-8
  inputs:
    item:
      type: Directory
      inputBinding:
        prefix: --input-item
    produce_output:
      type: boolean
      inputBinding:
        prefix: --produce-output
    aoi:
      type: string
      inputBinding:
        prefix: --aoi
    epsg:
      type: string
      inputBinding:
        prefix: --epsg
    band:
      type:
      - type: array
        items: string
        inputBinding:
          prefix: --band
  outputs:
    stac-catalog:
      type: Directory?
      outputBinding:
        glob: water-bodies
