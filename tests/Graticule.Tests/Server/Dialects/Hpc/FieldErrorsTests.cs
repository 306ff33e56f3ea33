using Graticule.Server.Dialects.Hpc;

namespace Graticule.Tests.Server.Dialects.Hpc;

public sealed class FieldErrorsTests
{
    [Fact]
    public void They_are_nested_as_the_input_is()
    {
        FieldErrors faults = new() { { "/name", "a" }, { "/jobanalyses/0/hardware/coresPerSlot", "b" }, { "/jobanalyses/0/hardware/coresPerSlot", "c" } };
        Assert.Equal("""{"name":["a"],"jobanalyses":[{"hardware":{"coresPerSlot":["b","c"]}}]}""", faults.ToJson().ToJsonString());
    }

    [Fact]
    public void Elements_before_the_one_at_fault_are_empty_objects() =>
        Assert.Equal("""{"jobanalyses":[{},{},{"command":["a"]}]}""", new FieldErrors { { "/jobanalyses/2/command", "a" } }.ToJson().ToJsonString());

    [Fact]
    public void A_fault_of_no_field_has_a_name_too() =>
        Assert.Equal("""{"nonFieldErrors":["a"]}""", new FieldErrors { { "", "a" } }.ToJson().ToJsonString());

    [Fact]
    public void A_list_with_faults_of_its_own_keeps_them() =>
        Assert.Equal("""{"jobanalyses":["a"]}""", new FieldErrors { { "/jobanalyses", "a" }, { "/jobanalyses/0/command", "b" } }.ToJson().ToJsonString());

    [Fact]
    public void Slashes_and_tildes_in_names_survive() =>
        Assert.Equal("""{"envVars":{"a/b~":["c"]}}""", new FieldErrors { { "/envVars/a~1b~0", "c" } }.ToJson().ToJsonString());
}
