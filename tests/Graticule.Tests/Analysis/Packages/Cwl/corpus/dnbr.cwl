$graph:
- class: Workflow
  id: dnbr
  label: Burned area intensity
  doc: Difference of the normalized burn ratio before and after a fire
  requirements:
  - class: ScatterFeatureRequirement
  - class: SubworkflowFeatureRequirement
  - class: MultipleInputFeatureRequirement
  - class: InlineJavascriptRequirement
  inputs:
    pre_stac_item:
      type: string
      label: Item before the fire
    post_stac_item:
      type: string
      label: Item after the fire
    aoi:
      type: string
      label: Area of interest
      doc: A bounding box, west, south, east, north
    bands:
      type: string[]
      default: [B8A, B12, SCL]
  outputs:
    stac:
      type: Directory
      outputSource: [node_stac/stac]
  steps:
    node_nbr:
      run: "#nbr_wf"
      in:
        stac_item: [pre_stac_item, post_stac_item]
        aoi: aoi
      out: [nbr]
      scatter: stac_item
      scatterMethod: dotproduct
    node_dnbr:
      run: "#dnbr_clt"
      in:
        tifs:
          source: node_nbr/nbr
      out: [dnbr]
    node_cog:
      run: "#gdal_cog_clt"
      in:
        tif:
          source: node_dnbr/dnbr
        name:
          default: dnbr.tif
      out: [cog_tif]
    node_stac:
      run: "#stacme_clt"
      in:
        tif:
          source: [node_cog/cog_tif]
        items: [pre_stac_item, post_stac_item]
      out: [stac]

- class: Workflow
  id: nbr_wf
  label: Normalized burn ratio of one item
  requirements:
    ScatterFeatureRequirement: {}
    StepInputExpressionRequirement: {}
    InlineJavascriptRequirement: {}
  inputs:
  - id: stac_item
    type: string
  - id: aoi
    type: string
  - id: bands
    type: string[]
    default: [B8A, B12, SCL]
  outputs:
  - id: nbr
    outputSource: [node_cog/cog_tif]
    type: File
  steps:
    node_stac:
      run: "#asset_single_clt"
      in:
        stac_item: stac_item
        asset: bands
      out: [asset_href]
      scatter: asset
      scatterMethod: dotproduct
    node_subset:
      run: "#translate_clt"
      in:
        asset:
          source: node_stac/asset_href
        bbox: aoi
      out: [tifs]
      scatter: asset
      scatterMethod: dotproduct
    node_nbr:
      run: "#band_math_clt"
      in:
        stac_item: stac_item
        tifs:
          source: [node_subset/tifs]
      out: [nbr_tif]
    node_cog:
      run: "#gdal_cog_clt"
      in:
        tif:
          source: [node_nbr/nbr_tif]
        name:
          source: stac_item
          valueFrom: ${ return self.split("/").slice(-1)[0] + "_nbr.tif"; }
      out: [cog_tif]

- class: CommandLineTool
  id: asset_single_clt
  requirements:
    DockerRequirement:
      dockerPull: docker.io/curlimages/curl:latest
    ShellCommandRequirement: {}
    InlineJavascriptRequirement: {}
  baseCommand: [curl, -s]
  stdout: message
  arguments:
  - $( inputs.stac_item )
  inputs:
    stac_item:
      type: string
    asset:
      type: string
  outputs:
    asset_href:
      type: Any
      outputBinding:
        glob: message
        loadContents: true
        outputEval: ${ return JSON.parse(self[0].contents).assets[inputs.asset].href; }

- class: CommandLineTool
  id: translate_clt
  requirements:
    InlineJavascriptRequirement: {}
    DockerRequirement:
      dockerPull: docker.io/osgeo/gdal:latest
  baseCommand: gdal_translate
  arguments:
  - -projwin
  - valueFrom: ${ return inputs.bbox.split(",")[0]; }
  - valueFrom: ${ return inputs.bbox.split(",")[3]; }
  - valueFrom: ${ return inputs.bbox.split(",")[2]; }
  - valueFrom: ${ return inputs.bbox.split(",")[1]; }
  - -projwin_srs
  - valueFrom: ${ return inputs.epsg; }
  - valueFrom: "${ if (inputs.asset.startsWith(\"http\")) {\n  return \"/vsicurl/\" + inputs.asset;\n} else {\n  return inputs.asset;\n} }"
  - valueFrom: ${ return inputs.asset.split("/").slice(-1)[0]; }
  inputs:
    asset:
      type: string
    bbox:
      type: string
    epsg:
      type: string
      default: EPSG:4326
  outputs:
    tifs:
      type: File
      outputBinding:
        glob: '*.tif'

- class: CommandLineTool
  id: band_math_clt
  requirements:
    InlineJavascriptRequirement: {}
    DockerRequirement:
      dockerPull: docker.io/terradue/otb-7.2.0:latest
  baseCommand: otbcli_BandMathX
  arguments:
  - -out
  - valueFrom: ${ return inputs.stac_item.split("/").slice(-1)[0] + ".tif"; }
  - -exp
  - '(im3b1 == 8 or im3b1 == 9 or im3b1 == 0 or im3b1 == 1 or im3b1 == 2 or im3b1 == 10 or im3b1 == 11) ? -2 : (im1b1 - im2b1) / (im1b1 + im2b1)'
  inputs:
    tifs:
      type: File[]
      inputBinding:
        position: 5
        prefix: -il
        separate: true
    stac_item:
      type: string
  outputs:
    nbr_tif:
      type: File
      outputBinding:
        glob: "*.tif"

- class: CommandLineTool
  id: dnbr_clt
  requirements:
    InlineJavascriptRequirement: {}
    DockerRequirement:
      dockerPull: docker.io/terradue/otb-7.2.0:latest
  baseCommand: otbcli_BandMathX
  arguments: [-out, dnbr.tif, -exp, '(im1b1 == -2 or im2b1 == -2) ? -2 : im1b1 - im2b1']
  inputs:
    tifs:
      type: File[]
      inputBinding:
        position: 5
        prefix: -il
        separate: true
  outputs:
    dnbr:
      type: File
      outputBinding:
        glob: "*.tif"

- class: CommandLineTool
  id: gdal_cog_clt
  requirements:
    InlineJavascriptRequirement: {}
    DockerRequirement:
      dockerPull: osgeo/gdal
  baseCommand: gdal_translate
  arguments:
  - -of
  - COG
  - -co
  - COMPRESS=DEFLATE
  - valueFrom: ${ return inputs.tif; }
  - valueFrom: ${ return inputs.tif.basename.replace(".tif", "") + "_cog.tif"; }
  inputs:
    tif:
      type: File
    name:
      type: string?
  outputs:
    cog_tif:
      type: File
      outputBinding:
        glob: '*_cog.tif'

- class: CommandLineTool
  id: stacme_clt
  requirements:
    InlineJavascriptRequirement: {}
    DockerRequirement:
      dockerPull: registry.gitlab.com/terradue-ogctb16/eoap/d169-jupyter-nb/stacme:0.1.0-develop
  baseCommand: stacme
  arguments:
  - valueFrom: ${ return inputs.tif; }
  - valueFrom: ${ return inputs.items[0]; }
  inputs:
    tif:
      type: File
    items:
      type: string[]
  outputs:
    stac:
      type: Directory
      outputBinding:
        glob: .

$namespaces:
  s: https://schema.org/
cwlVersion: v1.0
s:softwareVersion: 0.1.0
schemas:
- http://schema.org/version/9.0/schemaorg-current-http.rdf
