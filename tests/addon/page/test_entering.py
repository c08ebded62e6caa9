from tests.support.visitor import House, asked


async def test_the_link_leads_to_its_question_without_a_redirect(house: House) -> None:
    await asked(house)
    visitor = await house.visitor()
    got = await visitor.enter(house.entrance.token("K7Q2WX"))
    assert got.status == 200
    assert '<meta http-equiv="refresh" content="0; url=/q/K7Q2WX">' in got.text
    assert "Send this post from @acme (brand, X)?" in (await visitor.get("/q/K7Q2WX")).text
