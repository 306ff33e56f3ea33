#!/usr/bin/env cwl-runner
cwlVersion: v1.0
$graph:
- class: Workflow
  id: extrac-inundation-census-tract
  label: Inundation by census tract
  doc: Reads the inundation maps of dams and intersects them with census tracts
  requirements:
  - class: ScatterFeatureRequirement
  inputs:
    dam_id_array:
      type: string[]
      doc: Ids of dams
    url:
      type: string
      doc: Where the maps lie
  outputs:
  - id: stac
    type: Directory[]
    outputSource:
    - one_dam/results
  steps:
    one_dam:
      run: "#process"
      in:
        dam_id: dam_id_array
        url: url
      scatter: dam_id
      scatterMethod: dotproduct
      out:
      - results
- class: CommandLineTool
  id: process
  baseCommand: [/bin/bash, run.sh]
  stderr: std.out
  requirements:
    DockerRequirement:
      dockerPull: docker.io/geolabs/cybergis-eoap:latest
    ResourceRequirement:
      coresMin: 4
      ramMin: 12096
      tmpdirMin: 5000
    InlineJavascriptRequirement: {}
    EnvVarRequirement:
      envDef:
        AWS_S3_ENDPOINT: s3.example.org
        AWS_ACCESS_KEY_ID: none
        AWS_SECRET_ACCESS_KEY: none
    InitialWorkDirRequirement:
      listing:
      - entryname: run.sh
        entry: |-
          #!/bin/bash
          set -e
          python3 /app/extract.py --dam "$(inputs.dam_id)" --url "$(inputs.url)"
  inputs:
    dam_id:
      type: string
    url:
      type: string
  outputs:
    results:
      type: Directory
      outputBinding:
        glob: .
$namespaces:
  s: https://schema.org/
s:softwareVersion: 1.0.0
