using System.Text;

namespace Graticule.Tests.Server.Dialects.OpenEo.Early;

[Collection(EarlyServerCollection.Name)]
public sealed class ExecuteTests(EarlyServer server)
{
    /// <summary>The first request of the source's page, byte for byte.</summary>
    internal const string FirstRequest =
        """
        {
          "process_graph":{
            "process_id":"min_time",
            "args":{
              "imagery":{
                "process_id":"NDVI",
                "args":{
                  "imagery":{
                    "process_id":"filter_daterange",
                    "args":{
                      "imagery":{
                        "process_id":"filter_bbox",
                        "args":{
                          "imagery":{
                            "product_id":"S2_L2A_T32TPS_20M"
                          },
                          "left":652000,
                          "right":672000,
                          "top":5161000,
                          "bottom":5181000,
                          "srs":"EPSG:32632"
                        }
                      },
                      "from":"2017-01-01",
                      "to":"2017-01-31"
                    }
                  },
                  "red":"B04",
                  "nir":"B8A"
                }
              }
            }
          },
          "output":{
            "format":"GTiff",
            "tiled":true,
            "compress":"jpeg",
            "photometric":"YCBCR",
            "jpeg_quality":80
          }
        }
        """;

    [Fact]
    public async Task The_first_request_of_the_page_gives_a_tiff()
    {
        var reply = await server.AskAsync("POST", "/execute", FirstRequest, "ann", "Content-Type: application/json; charset=utf-8", "Origin: https://client.example");

        Assert.True(reply.Status == 200, reply.Text);
        Assert.Equal("image/tiff", reply.Header("Content-Type"));
        Assert.Equal(("https://client.example", "true"), (reply.Header("Access-Control-Allow-Origin"), reply.Header("Access-Control-Allow-Credentials")));
        Assert.Contains("top", reply.Header("OpenEO-Remarks"), StringComparison.Ordinal);
        Assert.StartsWith("199 graticule \"", reply.Header("Warning"), StringComparison.Ordinal);
        Assert.Equal("II", Encoding.ASCII.GetString(reply.Body, 0, 2));
    }
}
