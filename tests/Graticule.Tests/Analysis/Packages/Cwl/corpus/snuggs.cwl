$graph:
- baseCommand: s-expression
  class: CommandLineTool
  id: clt
  arguments:
  - --input_reference
  - valueFrom: $( inputs.input_reference )
  - --s-expression
  - valueFrom: ${ return inputs.s_expression.split(":")[1]; }
  - --cbn
  - valueFrom: ${ return inputs.s_expression.split(":")[0]; }
  inputs:
    input_reference:
      type: string
    s_expression:
      type: string
  outputs:
    results:
      outputBinding:
        glob: .
      type: Directory
  requirements:
    EnvVarRequirement:
      envDef:
        PATH: /srv/conda/envs/env_snuggs/bin:/usr/local/bin:/usr/bin:/bin
    ResourceRequirement: {}
    InlineJavascriptRequirement: {}
    DockerRequirement:
      dockerPull: eoepca/snuggs:0.3.0
  # stdout: std.out
  # stderr: std.err
- class: Workflow
  doc: Evaluates s expressions over the bands of Earth observation products
  id: snuggs
  label: s expressions
  inputs:
    input_reference:
      doc: Address of the STAC item of each product
      label: Product
      type: string[]
    s_expression:
      doc: Name of the band to make, a colon, and the s expression
      label: s expression
      type: string[]
  outputs:
  - id: wf_outputs
    outputSource:
    - step_1/results
    type: Directory[]
  requirements:
  - class: ScatterFeatureRequirement
  steps:
    step_1:
      in:
        input_reference: input_reference
        s_expression: s_expression
      out:
      - results
      run: '#clt'
      scatter: [input_reference, s_expression]
      scatterMethod: flat_crossproduct
$namespaces:
  s: https://schema.org/
cwlVersion: v1.0
s:softwareVersion: 0.3.0
schemas:
- http://schema.org/version/9.0/schemaorg-current-http.rdf
