cwlVersion: v1.2
$namespaces:
  s: https://schema.org/
s:softwareVersion: 1.0.0
$graph:
- class: Workflow
  id: test-custom-types
  label: One input of each of several named types
  requirements:
  - class: SchemaDefRequirement
    types:
    - $import: https://raw.githubusercontent.com/eoap/schemas/main/ogc.yaml
    - $import: https://raw.githubusercontent.com/eoap/schemas/main/geojson.yaml
    - $import: https://raw.githubusercontent.com/eoap/schemas/main/string_format.yaml
  inputs:
    bbox_input:
      type: https://raw.githubusercontent.com/eoap/schemas/main/ogc.yaml#BBox
    point_input:
      type: https://raw.githubusercontent.com/eoap/schemas/main/geojson.yaml#Point
    feature_input:
      type: https://raw.githubusercontent.com/eoap/schemas/main/geojson.yaml#Feature
    datetime_input:
      type: https://raw.githubusercontent.com/eoap/schemas/main/string_format.yaml#DateTime
    uri_input:
      type: https://raw.githubusercontent.com/eoap/schemas/main/string_format.yaml#URI
  outputs:
    echo_output:
      type: string
      outputSource: echo/echo_output
  steps:
    echo:
      run: "#echo"
      in:
        bbox_input: bbox_input
        point_input: point_input
        feature_input: feature_input
        datetime_input: datetime_input
        uri_input: uri_input
      out: [echo_output]
- class: CommandLineTool
  id: echo
  requirements:
  - class: InlineJavascriptRequirement
  - class: SchemaDefRequirement
    types:
    - $import: https://raw.githubusercontent.com/eoap/schemas/main/ogc.yaml
    - $import: https://raw.githubusercontent.com/eoap/schemas/main/geojson.yaml
    - $import: https://raw.githubusercontent.com/eoap/schemas/main/string_format.yaml
  baseCommand: [echo, -n]
  arguments:
  - $(inputs.bbox_input.bbox.join(","))
  - $(inputs.point_input.coordinates.join(","))
  - $(inputs.feature_input.type)
  - $(inputs.datetime_input.value)
  - $(inputs.uri_input.value)
  stdout: echo.txt
  inputs:
    bbox_input:
      type: https://raw.githubusercontent.com/eoap/schemas/main/ogc.yaml#BBox
    point_input:
      type: https://raw.githubusercontent.com/eoap/schemas/main/geojson.yaml#Point
    feature_input:
      type: https://raw.githubusercontent.com/eoap/schemas/main/geojson.yaml#Feature
    datetime_input:
      type: https://raw.githubusercontent.com/eoap/schemas/main/string_format.yaml#DateTime
    uri_input:
      type: https://raw.githubusercontent.com/eoap/schemas/main/string_format.yaml#URI
  outputs:
    echo_output:
      type: string
      outputBinding:
        glob: echo.txt
        loadContents: true
        outputEval: $(self[0].contents)
