using Graticule.Analysis.Packages;
using Graticule.Analysis.Packages.Containers;
using Graticule.Jobs;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Analysis.Packages.Containers;

public sealed class ImageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("docker://otbtf/4.1.0-cpu", "otbtf_4.1.0-cpu.sif")]
    [InlineData("otbtf_4.1.0-cpu.sif", "otbtf_4.1.0-cpu.sif")]
    [InlineData("/somewhere/else/otbtf_4.1.0-cpu.sif", "otbtf_4.1.0-cpu.sif")]
    [InlineData("docker.io/osgeo/gdal", "osgeo_gdal")]
    [InlineData("docker.io/osgeo/gdal", "docker.io_osgeo_gdal_latest.sif")]
    [InlineData("ubuntu:22.04", "docker.io_library_ubuntu_22.04")]
    [InlineData("eoepca/snuggs:0.3.0", "eoepca_snuggs_0.3.0")]
    [InlineData("eoepca/snuggs:0.3.0", "eoepca_snuggs:0.3.0.sif")]
    [InlineData("ghcr.io/eoap/crop@sha256:0011aabb", "ghcr.io_eoap_crop_sha256_0011aabb")]
    [InlineData("localhost:5000/a/b:1", "localhost_5000_a_b_1")]
    public void A_reference_finds_its_file(string reference, string file)
    {
        var path = Path.Combine(_folder.Path, file);
        if (file.EndsWith(".sif", StringComparison.Ordinal))
        {
            File.WriteAllText(path, "");
        }
        else
        {
            Directory.CreateDirectory(path);
        }

        Assert.Equal(path, Store().FindPath(reference));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("a b")]
    [InlineData("")]
    [InlineData("-rf")]
    [InlineData("$(id)")]
    [InlineData("library://a/b")]
    public void What_is_no_reference_is_refused(string reference) => Assert.Contains("names no container image", Store().WhyNot(reference), StringComparison.Ordinal);

    [Fact]
    public void A_registry_that_the_operator_allows_may_be_asked()
    {
        Assert.NotNull(Store().WhyNot("ghcr.io/a/b:1"));
        Assert.Null(new ImageStore(new() { Images = _folder.Path, Registries = ["ghcr.io"] }).WhyNot("ghcr.io/a/b:1"));
        Assert.NotNull(new ImageStore(new() { Images = _folder.Path, Registries = ["ghcr.io"] }).WhyNot("docker.io/a/b:1"));
    }

    [Theory]
    [InlineData(0, "it is cut off")]
    [InlineData(200, "it is no SIF file")]
    public void A_broken_file_says_what_is_wrong(int length, string expected)
    {
        File.WriteAllBytes(Path.Combine(_folder.Path, "x.sif"), new byte[length]);

        Assert.Contains(expected, Store().WhyNot("x.sif"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_file_that_is_cut_off_is_never_half_unpacked()
    {
        var images = await TestImages.FolderAsync();
        var whole = await File.ReadAllBytesAsync(Path.Combine(images, "boxed.sif"));
        await File.WriteAllBytesAsync(Path.Combine(_folder.Path, "half.sif"), whole[..(whole.Length / 2)]);

        Assert.Contains("it is cut off", Store().WhyNot("half.sif"), StringComparison.Ordinal);
        await Assert.ThrowsAsync<ProblemException>(() => Store().OpenAsync("half.sif", CancellationToken.None));
    }

    [SkippableFact]
    public async Task Many_at_once_unpack_one_image_once_and_what_a_killed_one_left_is_no_hindrance()
    {
        var images = await TestImages.FolderAsync();
        File.Copy(Path.Combine(images, "boxed.sif"), Path.Combine(_folder.Path, "boxed.sif"));
        var first = await Store().OpenAsync("boxed.sif", CancellationToken.None);
        Directory.Move(first.Root, first.Root + ".part");
        Directory.Delete(Path.Combine(first.Root + ".part", "bin"), recursive: true);

        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Store().OpenAsync("boxed.sif", CancellationToken.None)));

        Assert.All(opened, image => Assert.Equal(first.Root, image.Root));
        Assert.True(File.Exists(Path.Combine(first.Root, "bin", "busybox")));
        Assert.False(Directory.Exists(first.Root + ".part"));
    }

    private ImageStore Store() => new(new PackageSite { Images = _folder.Path });
}
