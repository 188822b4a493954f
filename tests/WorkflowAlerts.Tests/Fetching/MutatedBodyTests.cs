using WorkflowAlerts.Telling;
using CsCheck;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Tests.Fuzzing;

namespace WorkflowAlerts.Tests.Fetching;

public sealed class MutatedBodyTests
{
    [Fact]
    public void Any_refusal_can_be_worded() => Damage.Byte.Array[0, 300].Sample(body =>
    {
        AmperityErrorBody said = AmperityErrorBody.Parse(body, "secret");
        Assert.InRange(said.Message.Length, 0, 500);
        Assert.DoesNotContain(said.Message, char.IsControl);
    });

    [Fact]
    public void No_token_makes_reading_its_expiry_throw() =>
        Gen.OneOf(Gen.String, Damage.Byte.Array[0, 60].Select(claims => "a." + System.Buffers.Text.Base64Url.EncodeToString(claims) + ".b"), Gen.String.Select(s => $"a.{s}.b"))
            .Sample(token => _ = AccessTokenExpiry.Of(token));
}
