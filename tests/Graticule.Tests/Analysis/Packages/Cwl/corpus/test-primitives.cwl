cwlVersion: v1.2
$namespaces:
  s: https://schema.org/
s:softwareVersion: 1.0.0
$graph:
- class: Workflow
  id: test-primitives
  label: One input of each plain type
  inputs:
    optional_input:
      type: ["null", string]
    boolean_input:
      type: boolean
    int_input:
      type: int
    long_input:
      type: long
    float_input:
      type: float
    double_input:
      type: double
    string_input:
      type: string
  outputs:
    echo_output:
      type: string
      outputSource: echo/echo_output
  steps:
    echo:
      run: "#echo"
      in:
        optional_input: optional_input
        boolean_input: boolean_input
        int_input: int_input
        long_input: long_input
        float_input: float_input
        double_input: double_input
        string_input: string_input
      out: [echo_output]
- class: CommandLineTool
  id: echo
  requirements:
    InlineJavascriptRequirement: {}
  baseCommand: echo
  arguments:
  - -n
  - $(inputs.boolean_input)
  - $(inputs.int_input)
  - $(inputs.long_input)
  - $(inputs.float_input)
  - $(inputs.double_input)
  - $(inputs.string_input)
  stdout: echo.txt
  inputs:
    optional_input: string?
    boolean_input: boolean
    int_input: int
    long_input: long
    float_input: float
    double_input: double
    string_input: string
  outputs:
    echo_output:
      type: string
      outputBinding:
        glob: echo.txt
        loadContents: true
        outputEval: $(self[0].contents)
