cwlVersion: v1.0
$namespaces:
  s: https://schema.org/
s:softwareVersion: 1.1.8
schemas:
- http://schema.org/version/9.0/schemaorg-current-http.rdf
$graph:
- class: Workflow
  id: water_bodies
  label: Water bodies from the normalized difference water index
  doc: Finds water by Otsu's threshold in each item and writes one catalog
  requirements:
  - class: ScatterFeatureRequirement
  - class: SubworkflowFeatureRequirement
  inputs:
    aoi:
      label: Area of interest
      doc: Bounding box
      type: string
    epsg:
      label: EPSG code
      type: string
      default: "EPSG:4326"
    stac_items:
      label: Items
      doc: Addresses of Sentinel-2 items
      type: string[]
  outputs:
  - id: stac_catalog
    outputSource:
    - node_stac/stac_catalog
    type: Directory
  steps:
    node_water_bodies:
      run: "#detect_water_body"
      in:
        item: stac_items
        aoi: aoi
        epsg: epsg
      out:
      - detected_water_body
      scatter: item
      scatterMethod: dotproduct
    node_stac:
      run: "#stac"
      in:
        item: stac_items
        rasters:
          source: node_water_bodies/detected_water_body
      out:
      - stac_catalog
- class: Workflow
  id: detect_water_body
  label: Water in one item
  requirements:
  - class: ScatterFeatureRequirement
  inputs:
    aoi: string
    epsg:
      type: string
      default: "EPSG:4326"
    item: string
  outputs:
  - id: detected_water_body
    outputSource:
    - node_otsu/binary_mask_item
    type: File
  steps:
    node_crop:
      run: "#crop"
      in:
        item: item
        aoi: aoi
        epsg: epsg
        band:
          default: [green, nir]
      out:
      - cropped
      scatter: band
      scatterMethod: dotproduct
    node_normalized_difference:
      run: "#norm_diff"
      in:
        rasters:
          source: node_crop/cropped
      out:
      - ndwi
    node_otsu:
      run: "#otsu"
      in:
        raster:
          source: node_normalized_difference/ndwi
      out:
      - binary_mask_item
- class: CommandLineTool
  id: crop
  requirements:
    InlineJavascriptRequirement: {}
    EnvVarRequirement:
      envDef:
        PATH: /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
    ResourceRequirement: {coresMax: 2, ramMax: 2028}
  hints:
    DockerRequirement:
      dockerPull: crop
  baseCommand: ["python", "-m", "app"]
  arguments: []
  inputs:
    item: {type: string, inputBinding: {prefix: --input-item}}
    aoi: {type: string, inputBinding: {prefix: --aoi}}
    epsg: {type: string, inputBinding: {prefix: --epsg}}
    band: {type: string, inputBinding: {prefix: --band}}
  outputs:
    cropped:
      outputBinding:
        glob: '*.tif'
      type: File
- class: CommandLineTool
  id: norm_diff
  requirements:
    InlineJavascriptRequirement: {}
    ResourceRequirement: {coresMax: 2, ramMax: 2028}
  hints:
    DockerRequirement:
      dockerPull: norm_diff
  baseCommand: ["python", "-m", "app"]
  inputs:
    rasters:
      type: File[]
      inputBinding:
        position: 1
  outputs:
    ndwi:
      outputBinding:
        glob: '*.tif'
      type: File
- class: CommandLineTool
  id: otsu
  requirements:
    InlineJavascriptRequirement: {}
    ResourceRequirement: {coresMax: 2, ramMax: 2028}
  hints:
    DockerRequirement:
      dockerPull: otsu
  baseCommand: ["python", "-m", "app"]
  inputs:
    raster:
      type: File
      inputBinding:
        position: 1
  outputs:
    binary_mask_item:
      outputBinding:
        glob: '*.tif'
      type: File
- class: CommandLineTool
  id: stac
  requirements:
    InlineJavascriptRequirement: {}
    ResourceRequirement: {coresMax: 2, ramMax: 2028}
  hints:
    DockerRequirement:
      dockerPull: stac
  baseCommand: ["python", "-m", "app"]
  inputs:
    item:
      type:
        type: array
        items: string
        inputBinding:
          prefix: --input-item
    rasters:
      type:
        type: array
        items: File
        inputBinding:
          prefix: --water-body
  outputs:
    stac_catalog:
      outputBinding:
        glob: .
      type: Directory
