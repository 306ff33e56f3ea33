cwlVersion: v1.2
$namespaces:
  s: https://schema.org/
s:softwareVersion: 1.0.12
s:applicationCategory: Earth observation
s:keywords:
- class: s:DefinedTerm
  s:name: application package
  s:description: A workflow that can be deployed
- class: s:DefinedTerm
  s:name: pattern 12
  s:inDefinedTermSet: https://example.org/terms
  s:url: https://example.org/terms/pattern-12
s:thumbnail:
  class: s:ImageObject
  s:contentUrl: https://example.org/pattern-12.png
  s:encodingFormat: image/png
s:license:
  class: s:CreativeWork
  s:name: Apache-2.0
  s:identifier: https://www.apache.org/licenses/LICENSE-2.0
s:softwareHelp:
  class: s:CreativeWork
  s:name: Pattern 12
  s:url: https://example.org/help/pattern-12
s:author:
- class: s:Person
  s:identifier: https://orcid.org/0000-0000-0000-0002
  s:name: Ada Example
  s:email: ada@example.org
  s:affiliation:
    class: s:Organization
    s:name: Example Institute
$graph:
- class: Workflow
  id: pattern-12
  label: Water bodies with named types
  doc: Crops, computes the water index, and finds water, each into a collection of its own
  requirements:
  - class: ScatterFeatureRequirement
  - class: StepInputExpressionRequirement
  - class: InlineJavascriptRequirement
  - class: NetworkAccess
    networkAccess: true
  - class: SchemaDefRequirement
    types:
    - $import: https://raw.githubusercontent.com/eoap/schemas/main/ogc.yaml
    - $import: https://raw.githubusercontent.com/eoap/schemas/main/string_format.yaml
  inputs:
    aoi:
      label: Area of interest
      doc: A bounding box with its reference system
      type: https://raw.githubusercontent.com/eoap/schemas/main/ogc.yaml#BBox
    bands:
      label: Bands
      type: string[]
      default: ["green", "nir"]
    item:
      label: Item
      type: Directory
    cropped-collection:
      label: Collection of the cropped bands
      type: https://raw.githubusercontent.com/eoap/schemas/main/string_format.yaml#URI
    ndwi-collection:
      label: Collection of the index
      type: https://raw.githubusercontent.com/eoap/schemas/main/string_format.yaml#URI
    water-bodies-collection:
      label: Collection of the water bodies
      type: https://raw.githubusercontent.com/eoap/schemas/main/string_format.yaml#URI
  outputs:
  - id: cropped
    type: Directory[]
    outputSource: node_crop/cropped
  - id: ndwi
    type: Directory
    outputSource: node_normalized_difference/ndwi
  - id: water_bodies
    type: Directory
    outputSource: node_otsu/water_bodies
  steps:
    node_crop:
      run: "#crop"
      in:
        item: item
        aoi: aoi
        band: bands
        collection: cropped-collection
      out: [cropped]
      scatter: band
      scatterMethod: dotproduct
    node_normalized_difference:
      run: "#norm_diff"
      in:
        rasters: node_crop/cropped
        collection:
          source: ndwi-collection
          valueFrom: $(self.value)
      out: [ndwi]
    node_otsu:
      run: "#otsu"
      in:
        raster: node_normalized_difference/ndwi
        collection:
          source: water-bodies-collection
          valueFrom: $(self.value)
      out: [water_bodies]
- class: CommandLineTool
  id: crop
  requirements:
    InlineJavascriptRequirement: {}
    NetworkAccess:
      networkAccess: true
    SchemaDefRequirement:
      types:
      - $import: https://raw.githubusercontent.com/eoap/schemas/main/ogc.yaml
      - $import: https://raw.githubusercontent.com/eoap/schemas/main/string_format.yaml
    ResourceRequirement:
      coresMax: 1
      ramMax: 512
  hints:
    DockerRequirement:
      dockerPull: ghcr.io/eoap/application-package-patterns/runner:0.2.0
  baseCommand: runner
  arguments:
  - pattern-12-crop
  - prefix: --aoi
    valueFrom: ${ return `${inputs.aoi.bbox.join(",")}`; }
  - prefix: --epsg
    valueFrom: |-
      ${
        return inputs.aoi.crs === "CRS84" ? "EPSG:4326" : inputs.aoi.crs;
      }
  - prefix: --collection
    valueFrom: $(inputs.collection.value)
  inputs:
    item:
      type: Directory
      inputBinding:
        prefix: --input-item
    aoi:
      type: https://raw.githubusercontent.com/eoap/schemas/main/ogc.yaml#BBox
    band:
      type: string
      inputBinding:
        prefix: --band
    collection:
      type: https://raw.githubusercontent.com/eoap/schemas/main/string_format.yaml#URI
  outputs:
    cropped:
      type: Directory
      outputBinding:
        glob: .
- class: CommandLineTool
  id: norm_diff
  requirements:
    ResourceRequirement:
      coresMax: 1
      ramMax: 512
  hints:
    DockerRequirement:
      dockerPull: ghcr.io/eoap/application-package-patterns/runner:0.2.0
  baseCommand: runner
  arguments:
  - pattern-12-norm-diff
  inputs:
    rasters:
      type: Directory[]
      inputBinding:
        position: 1
    collection:
      type: string
      inputBinding:
        prefix: --collection
  outputs:
    ndwi:
      type: Directory
      outputBinding:
        glob: .
- class: CommandLineTool
  id: otsu
  requirements:
    ResourceRequirement:
      coresMax: 1
      ramMax: 512
  hints:
    DockerRequirement:
      dockerPull: ghcr.io/eoap/application-package-patterns/runner:0.2.0
  baseCommand: runner
  arguments:
  - pattern-12-otsu
  inputs:
    raster:
      type: Directory
      inputBinding:
        position: 1
    collection:
      type: string
      inputBinding:
        prefix: --collection
  outputs:
    water_bodies:
      type: Directory
      outputBinding:
        glob: .
